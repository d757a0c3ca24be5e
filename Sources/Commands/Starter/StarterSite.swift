/// The small, complete site that `assay init` writes; its files stand beside this one.
enum StarterSite {
  static let files: [(path: String, bytes: [UInt8])] = [
    (".gitignore", PackageResources.gitignore_txt),
    ("Content/site.yaml", PackageResources.site_yaml),
    ("Content/index.md", PackageResources.home_md),
    ("Content/briefings/index.md", PackageResources.briefings_md),
    ("Content/briefings/2026-03-reservoirs.md", PackageResources.briefing_md),
    ("Content/data/datapackage.yaml", PackageResources.datapackage_yaml),
    ("Content/data/fill.csv", PackageResources.fill_csv),
    ("Content/data/source.csv", PackageResources.source_csv),
    ("Content/data/views/latest_fill.sql", PackageResources.latest_fill_sql),
    ("Templates/base.mustache", PackageResources.base_mustache),
    ("Templates/home.mustache", PackageResources.home_mustache),
    ("Templates/not-found.mustache", PackageResources.not_found_mustache),
    ("Templates/page.mustache", PackageResources.page_mustache),
    ("Templates/section.mustache", PackageResources.section_mustache),
    ("Templates/tag.mustache", PackageResources.tag_mustache),
    ("Templates/tags.mustache", PackageResources.tags_mustache),
    ("Templates/partials/item.mustache", PackageResources.item_mustache),
    ("Templates/partials/pager.mustache", PackageResources.pager_mustache),
    ("Templates/archetypes/briefing.md", PackageResources.archetype_md),
    ("Templates/assets/site.css", PackageResources.site_css),
  ]

  /// What a new briefing begins with where the site has no archetype of its own.
  static let archetype = PackageResources.archetype_md
}
