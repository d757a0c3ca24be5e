/// A site that has a little of everything.
enum SmallSite {
  static let files = pages.merging(data) { $1 }.merging(templates) { $1 }

  static let pages = [
    "Content/site.yaml": """
    title: Metals in brief
    tagline: Who sells what to whom
    base_url: https://example.org/metals
    language: en
    publisher: The Desk
    licence: {name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}
    authors:
      - name: The Desk
    navigation:
      - {title: Notes, url: /notes/}
      - {title: Materials, url: /materials/}
    feed: {section: /notes/, limit: 3}
    tag_page_size: 2

    """,
    "Content/index.md": """
    ---
    title: Metals
    summary: Shares of two metals.
    ---
    The largest share is `{sql 0.0} select max(pct) from top_share` %.

    Read [the first note](notes/first.md#numbers) and [gallium](materials/gallium.md).

    """,
    "Content/notes/index.md": """
    ---
    title: Notes
    page_size: 2
    ---
    All notes.

    """,
    "Content/notes/first.md": """
    ---
    title: First note
    date: 2026-02-03
    as_of: 2026-02-03
    tags: [trade, metals]
    aliases: [/old/first/]
    ---
    ## Numbers

    @tbl-shares says it, after [@usgs-2026, p. 12].

    ```sql shares
    select material, partner, pct, year from share order by pct desc, material
    ```

    ```table shares #tbl-shares
    caption: Shares by partner
    columns:
      - material
      - year
      - {name: pct, label: Share, unit: "%", format: "0.0"}
    note: Of all that was bought.
    empty: None.
    source: usgs-2026
    ```

    ```include
    fragments/method.md
    ```

    """.replacing("```include\nfragments/method.md\n", with: "```include fragments/method.md\n"),
    "Content/notes/second.md": """
    ---
    title: Second note
    date: 2026-02-05
    tags: [trade]
    ---
    There are `{sql} select count(*) from material` materials: see [the first](first.md),
    [the picture](diagram.svg) and @sec-more.

    ## More

    > [!NOTE]
    > A note with a footnote.[^1]

    [^1]: This is it.

    """,
    "Content/notes/third.md": """
    ---
    title: Third note
    date: 2026-01-15
    tags: [trade, history]
    summary: What came before.
    ---
    The names are `{sql} select group_concat(name, ', ') from (select name from material order by name)`.

    """,
    "Content/notes/hidden.md": """
    ---
    title: Hidden note
    draft: true
    date: 2026-02-06
    ---
    Not yet.

    """,
    "Content/notes/diagram.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
    "Content/materials/index.md": """
    ---
    title: Materials
    ---
    One page for each.

    """,
    "Content/materials/[material].md": """
    ---
    title: "{name}"
    rows: select material, name from material order by material
    tags: [metals]
    ---
    ## Uses

    The newest share is `{sql 0} select pct from share where material = :material order by year desc limit 1` %.

    ```sql series
    select year, pct from share where material = :material order by year
    ```

    ```chart #fig-share
    title: Share by year
    description: The share of the largest seller in each year.
    data: {name: series}
    mark: bar
    encoding:
      x: {field: year, type: ordinal}
      y: {field: pct, type: quantitative, title: Share}
    ```

    """,
    "Content/fragments/method.md": """
    Shares are computed from *reported* trade.

    """,
  ]

  static let data = [
    "Content/data/datapackage.yaml": """
    name: metals
    resources:
      - name: material
        path: material.csv
        schema:
          fields:
            - {name: material, type: string, constraints: {required: true}}
            - {name: name, type: string, title: Name}
          primaryKey: [material]
      - name: share
        path: share.csv
        assay: {known_on: known_on}
        schema:
          fields:
            - {name: material, type: string}
            - {name: partner, type: string}
            - {name: year, type: year}
            - {name: pct, type: number, assay: {unit: "%", decimals: 1}}
            - {name: known_on, type: date}
          primaryKey: [material, partner, year]
          foreignKeys:
            - {fields: [material], reference: {resource: material, fields: [material]}}
      - name: source
        path: source.csv
        schema:
          fields:
            - {name: source_id, type: string}
            - {name: title, type: string}
            - {name: publisher, type: string}
            - {name: url, type: string}
            - {name: published_on, type: string}
          primaryKey: [source_id]

    """,
    "Content/data/material.csv": """
    material,name
    gallium,Gallium
    tungsten,Tungsten

    """,
    "Content/data/share.csv": """
    material,partner,year,pct,known_on
    gallium,CHN,2024,69,2026-01-01
    gallium,CHN,2025,71,2026-02-01
    tungsten,CHN,2024,31.5,2026-01-01
    tungsten,CHN,2025,33,2026-02-04

    """,
    "Content/data/source.csv": """
    source_id,title,publisher,url,published_on
    usgs-2026,Mineral summaries,USGS,https://example.org/usgs,2026-02-01
    eca-2026,Raw materials,ECA,,2026

    """,
    "Content/data/views/top_share.sql": """
    -- The largest share of each material.
    select material, max(pct) as pct from share group by material

    """,
  ]

  static let templates = [
    "Templates/base.mustache": """
    <!doctype html>
    <html lang="{{site.language}}">
    <head>
    <meta charset="utf-8">
    <title>{{page.title}}: {{site.title}}</title>
    <link rel="stylesheet" href="{{assets.css_site_css}}">
    <link rel="canonical" href="{{page.permalink}}">
    </head>
    <body>
    <nav>{{#site.navigation}}<a href="{{url}}">{{title}}</a> {{/site.navigation}}</nav>
    <h1>{{page.title}}</h1>
    {{#page.breadcrumbs}}<a href="{{url}}">{{title}}</a> / {{/page.breadcrumbs}}
    {{$main}}{{{page.body}}}{{/main}}
    <footer>{{site.publisher}} {{build.tool}}</footer>
    </body>
    </html>

    """,
    "Templates/page.mustache": """
    {{<base}}{{$main}}
    {{#page.date_text}}<p>{{page.date_text}}</p>{{/page.date_text}}
    {{{page.body}}}
    {{#page.references}}{{{page.references}}}{{/page.references}}
    {{#page.tags}}<a href="{{url}}">{{name}}</a>{{/page.tags}}
    {{#page.previous}}<a rel="prev" href="{{url}}">{{title}}</a>{{/page.previous}}
    {{#page.next}}<a rel="next" href="{{url}}">{{title}}</a>{{/page.next}}
    {{/main}}{{/base}}

    """,
    "Templates/home.mustache": """
    {{<base}}{{$main}}{{{page.body}}}
    <ul>{{#latest}}{{> partials/item}}{{/latest}}</ul>
    {{/main}}{{/base}}

    """,
    "Templates/section.mustache": """
    {{<base}}{{$main}}{{{page.body}}}
    {{#pager}}<ul>{{#items}}{{> partials/item}}{{/items}}</ul>
    {{number}}/{{total}} {{#previous_url}}<a href="{{previous_url}}">back</a>{{/previous_url}}
    {{#next_url}}<a href="{{next_url}}">on</a>{{/next_url}}{{/pager}}
    {{^pager}}{{#section}}<ul>{{#pages}}{{> partials/item}}{{/pages}}</ul>{{/section}}{{/pager}}
    {{/main}}{{/base}}

    """,
    "Templates/tag.mustache": """
    {{<base}}{{$main}}{{#pager}}<ul>{{#items}}{{> partials/item}}{{/items}}</ul>
    {{number}}/{{total}}{{/pager}}{{/main}}{{/base}}

    """,
    "Templates/tags.mustache": """
    {{<base}}{{$main}}{{#tags_index}}<a href="{{url}}">{{name}}</a> {{count}}
    {{/tags_index}}{{/main}}{{/base}}

    """,
    "Templates/not-found.mustache": """
    {{<base}}{{$main}}<p>Nothing here. <a href="{{site.home}}">Home</a></p>{{/main}}{{/base}}

    """,
    "Templates/unused.mustache": "<p>{{page.title}}</p>\n",
    "Templates/partials/item.mustache":
      "<li><a href=\"{{url}}\">{{title}}</a>{{#date_text}}, {{date_text}}{{/date_text}}</li>",
    "Templates/assets/css/site.css": "body { color: black }\n",
    "Templates/assets/mark.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
  ]
}
