import Basics

/// A site with claims, two editions that print them, a list of claims and a page of corrections.
enum ClaimSite {
  static let first = "Content/briefings/first.md"
  static let second = "Content/briefings/second.md"
  static let claims = "Content/data/claim.csv"

  static let files = SmallSite.templates.merging(pages) { $1 }.merging(data) { $1 }

  private static let pages = [
    "Content/site.yaml": """
    title: Claims
    base_url: https://example.org
    checks: {SingleOrigin: off, SupersededByOther: off}

    """,
    "Content/index.md": """
    ---
    title: Home
    ---
    Nothing.

    """,
    "Content/briefings/index.md": """
    ---
    title: Briefings
    ---
    All.

    """,
    "Content/briefings/first.md": """
    ---
    title: First edition
    as_of: 2026-02-03
    figures: checked
    ---
    China supplied `{claim F109}` of the gallium. It is still `{claim F109}` of it.

    ```sql shares
    select claim_id, value_num from claim where unit = '%' order by claim_id
    ```

    ```table shares #tbl-shares
    caption: Shares
    ```

    The largest is `{sql 0 %} select max(value_num) from shares`.

    """,
    "Content/briefings/second.md": """
    ---
    title: Second edition
    as_of: 2026-03-01
    figures: checked
    ---
    Gallium: `{claim F109 0.0}`, under a cap of `{claim F110 bare uncited}`.

    """,
    "Content/claims.md": """
    ---
    title: All claims
    ---
    ## Dependence

    ```claims dependence
    ```

    ## Others

    ```claims
    ```

    """,
    "Content/corrections.md": """
    ---
    title: Corrections
    ---
    ```errata
    ```

    """,
  ]

  private static let data = [
    "Content/data/datapackage.yaml": """
    name: claims
    resources:
      - name: claim
        path: claim.csv
        assay: {known_on: known_on, superseded_on: superseded_on}
        schema:
          primaryKey: [claim_id]
          fields:
            - {name: claim_id, type: string}
            - {name: subject, type: string}
            - {name: predicate, type: string}
            - {name: value_num, type: number}
            - {name: value_text, type: string}
            - {name: value_date, type: date}
            - {name: unit, type: string}
            - {name: qualifier, type: string}
            - {name: known_on, type: date}
            - {name: superseded_by, type: string}
            - {name: superseded_on, type: date}
            - {name: confidence, type: string}
            - {name: topic, type: string}
      - name: citation
        path: citation.csv
        schema:
          primaryKey: [claim_id, source_id, locator]
          fields:
            - {name: claim_id, type: string}
            - {name: source_id, type: string}
            - {name: locator, type: string}
            - {name: quotation, type: string}
            - {name: origin_id, type: string}
            - {name: relation, type: string}
      - name: source
        path: source.csv
        schema:
          primaryKey: [source_id]
          fields:
            - {name: source_id, type: string}
            - {name: title, type: string}
            - {name: publisher, type: string}
            - {name: url, type: string}
            - {name: published_on, type: string}
      - name: entity
        path: entity.csv
        schema:
          primaryKey: [entity_id]
          fields:
            - {name: entity_id, type: string}
            - {name: name, type: string}
      - name: conflict
        path: conflict.csv
        schema:
          primaryKey: [conflict_id]
          fields:
            - {name: conflict_id, type: string}
            - {name: title, type: string}
      - name: conflict_claim
        path: conflict_claim.csv
        schema:
          primaryKey: [conflict_id, claim_id]
          fields:
            - {name: conflict_id, type: string}
            - {name: claim_id, type: string}

    """,
    "Content/data/claim.csv": """
    claim_id,subject,predicate,value_num,value_text,value_date,unit,qualifier,known_on,superseded_by,superseded_on,confidence,topic
    F109,gallium,share_from_china,71,,,%,about,2026-02-01,,,high,dependence
    F110,EU,cap,65,,,%,up_to,2026-01-01,,,high,dependence
    F111,EU,partnerships,14,,,count,exact,2026-01-01,,,high,partners
    F112,mou,signed,,,2026-02-20,,exact,2026-02-20,,,high,partners
    F113,mou,expected,,soon,,,exact,2026-01-10,F112,2026-02-20,medium,partners
    F114,commissioner,named_as,,Somebody Else,,,exact,2026-01-10,F115,2026-01-11,wrong,partners
    F115,commissioner,named_as,,The right one,,,exact,2026-01-11,,,high,
    F116,EU,uncited,3,,,count,exact,2026-01-01,,,low,

    """,
    "Content/data/citation.csv": """
    claim_id,source_id,locator,quotation,origin_id,relation
    F109,daily,line 4,seven tenths,audit,reports
    F109,weekly,p. 2,,audit,reports
    F110,law,Article 5,,,originates
    F111,daily,line 9,,audit,reports
    F112,law,Preamble,,,originates
    F113,daily,line 1,,,originates
    F114,daily,line 6,,,misreports
    F115,law,Article 1,,,originates

    """,
    "Content/data/source.csv": """
    source_id,title,publisher,url,published_on
    audit,The audit,The Court,,2026-01-30
    daily,A report,The Daily,https://example.org/daily,2026-02-01
    weekly,A summary,The Weekly,,2026-02-02
    law,The law,The Parliament,,2024

    """,
    "Content/data/entity.csv": """
    entity_id,name
    gallium,Gallium
    EU,European Union
    mou,The memorandum
    commissioner,The Commissioner

    """,
    "Content/data/conflict.csv": """
    conflict_id,title
    C07,Share of imports or of supply

    """,
    "Content/data/conflict_claim.csv": """
    conflict_id,claim_id
    C07,F109

    """,
  ]

  /// `PATH:LINE:COLUMN IDENTIFIER: SENTENCE (HINT)` of a diagnostic.
  static func line(_ diagnostic: Diagnostic) -> String {
    let start = diagnostic.range.map { ":\($0.start.line):\($0.start.column)" } ?? ""
    let hint = diagnostic.hint.map { " (\($0))" } ?? ""
    return "\(diagnostic.path ?? "")\(start) \(diagnostic.identifier): \(diagnostic.summary)\(hint)"
  }
}
