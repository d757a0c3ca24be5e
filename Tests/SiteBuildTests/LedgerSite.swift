/// A small site with claims, a conflict and its check.
enum LedgerSite {
  static let files: [String: String] = [
    "Content/site.yaml": "title: Claims\nbase_url: https://example.org\n",
    "Content/index.md": """
    ---
    title: Claims
    ---
    The conflict is `{sql} select state from conflict_state where conflict_id = 'C01'`.

    """,
    "Content/early.md": """
    ---
    title: Early
    as_of: 2026-02-05
    ---
    Changes: `{sql} select count(*) from edition_change`.

    """,
    "Content/late.md": """
    ---
    title: Late
    as_of: 2026-03-10
    ---
    Added: `{sql} select group_concat(claim_id, ' ') from edition_change where change = 'added'`.

    """,
    "Content/data/datapackage.yaml": """
    name: claims
    resources:
      - name: claim
        path: claim.csv
        assay: {known_on: known_on, superseded_on: superseded_on, superseded_by: superseded_by}
        schema:
          fields:
            - {name: claim_id}
            - {name: subject}
            - {name: predicate}
            - {name: value_num, type: number, assay: {unit_column: unit, basis_column: basis}}
            - {name: unit}
            - {name: basis}
            - {name: qualifier}
            - {name: as_of}
            - {name: known_on, type: date}
            - {name: superseded_by}
            - {name: superseded_on, type: date}
          primaryKey: [claim_id]
      - name: claim_relation
        path: claim_relation.csv
        schema:
          fields: [{name: claim_id}, {name: of_claim}, {name: relation}]
      - name: conflict
        path: conflict.csv
        assay: {known_on: known_on}
        schema:
          fields:
            - {name: conflict_id}
            - {name: title}
            - {name: ruling}
            - {name: state}
            - {name: known_on, type: date}
      - name: conflict_claim
        path: conflict_claim.csv
        schema:
          fields: [{name: conflict_id}, {name: claim_id}, {name: side}]
      - name: conflict_check
        path: conflict_check.csv
        schema:
          fields: [{name: conflict_id}, {name: check}, {name: covers}]
      - name: edition
        path: edition.csv
        schema:
          fields: [{name: edition_id}, {name: as_of, type: date}]
      - name: unit_conversion
        path: unit_conversion.csv
        schema:
          fields: [{name: from_unit}, {name: to_unit}, {name: factor, type: number}]
      - name: colour
        path: colour.csv
        schema:
          fields: [{name: colour}]

    """,
    "Content/data/claim.csv": """
    claim_id,subject,predicate,value_num,unit,basis,qualifier,as_of,known_on,superseded_by,superseded_on
    V1,vault,total,12,USD bn,,about,2026,2026-02-02,,
    V2,vault,loan,10,USD bn,,up_to,2026,2026-02-02,,
    V3,vault,private,1.67,USD bn,,nearly,2026,2026-02-02,,
    S1,magnesium,share,97,%,imports,exact,2026,2026-02-02,,
    S2,rare earths,share,69,%,world_production,exact,2026,2026-02-06,,
    M1,stock,mass,1.5,kt,,exact,2026,2026-02-02,,
    M2,shed,mass,700,t,,exact,2026,2026-02-02,,

    """,
    "Content/data/claim_relation.csv":
      "claim_id,of_claim,relation\nV2,V1,part_of\nV3,V1,part_of\n",
    "Content/data/conflict.csv":
      "conflict_id,title,ruling,state,known_on\nC01,The total,Both,ruled,2026-02-03\n",
    "Content/data/conflict_claim.csv":
      "conflict_id,claim_id,side\nC01,V1,total\nC01,V2,part\nC01,V3,part\n",
    "Content/data/conflict_check.csv": "conflict_id,check,covers\nC01,PartsDoNotSum,sides\n",
    "Content/data/edition.csv": "edition_id,as_of\ne1,2026-02-05\ne2,2026-03-10\n",
    "Content/data/unit_conversion.csv": "from_unit,to_unit,factor\nkt,t,1000\n",
    "Content/data/colour.csv": "colour\nred\n",
    "Templates/page.mustache": "{{{page.body}}}",
    "Templates/home.mustache": "{{{page.body}}}",
  ]

  /// A page with a query and a chart or table of it.
  static func page(_ sql: String, _ block: String) -> String {
    "---\ntitle: Test\n---\n\n```sql rows\n\(sql)\n```\n\n\(block)\n"
  }

  static let chart = """
    ```chart #fig-test
    title: Shares
    description: Bars.
    data: {name: rows}
    mark: bar
    encoding:
      x: {field: subject, type: nominal}
      y: {field: value_num, type: quantitative}
    ```
    """

  static let totals = """
    ```table rows #tbl-test
    caption: Amounts
    columns: [subject, value_num]
    totals: {columns: [value_num]}
    ```
    """
}
