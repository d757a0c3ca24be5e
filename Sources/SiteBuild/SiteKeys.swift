import Incremental

/// The questions that a site's rules answer, by which keys of a trace are read back.
enum SiteKeys {
  static let types: [any RuleKey.Type] = [
    AliasesOutputKey.self, AnchorCheckKey.self, AnchorsKey.self, ArchiveKey.self,
    AssetOutputKey.self, AssetsKey.self, BlockOptionsKey.self, BodyKey.self, ChartKey.self,
    CheckSettingsKey.self, ClaimEntriesKey.self, ClaimEntryKey.self, ClaimIDsKey.self,
    ClaimKey.self, ClaimTopicsKey.self, ColumnKey.self, ContentFileExistsKey.self,
    ContentFileOutputKey.self, ContentFilesKey.self, DataCheckKey.self, DataFileKey.self,
    DataFileOutputKey.self, DataFileSumKey.self, DataFilesKey.self, DataNameKey.self,
    ErrataListKey.self, ErrataNoticeKey.self, FeedOutputKey.self, FrontMatterKey.self,
    HighlightsKey.self, KeysHoldKey.self, LedgerCheckKey.self, LedgerKey.self,
    LedgerTableKey.self, LoadedTableKey.self, MistakenTablesKey.self, NavigationCheckKey.self,
    NewestRowKey.self, NotFoundOutputKey.self, OutputGroupKey.self, OutputPlanKey.self,
    PackageKey.self, PageAtAddressKey.self, PageOutputKey.self, PagesKey.self,
    PagesOfFileKey.self, ParameterFilesKey.self, PlacementKey.self, PublicationKey.self,
    PublishedCheckKey.self, PublishedEditionKey.self, PublishedFilesKey.self,
    PublishedNotesKey.self, PublishedRecordsKey.self, PublishedRegisterKey.self,
    PublishedRowsKey.self, PublishedTableKey.self, PublishedViewsKey.self, QueryKey.self,
    RejectedWordsKey.self,
    SchemaKey.self, SealedRowsKey.self, SectionKey.self, SectionListOutputKey.self,
    SentenceCheckKey.self,
    SettingsKey.self, SiteOutputKey.self, SitemapOutputKey.self, StaleTablesKey.self,
    StylePropertiesKey.self, TableKey.self, TableMistakenKey.self, TagIndexOutputKey.self,
    TagOutputKey.self, TagPagesKey.self, TagsKey.self, TemplateKey.self,
    UnreadDataFilesKey.self, ViewCheckKey.self, ViewColumnKey.self, ViewKey.self,
    ViewNamesKey.self, ViewResultKey.self, ViewWordsKey.self, WithheldKey.self,
  ]

  private static let byRule = Dictionary(uniqueKeysWithValues: types.map { ($0.rule, $0) })

  /// A key with what it asks at hand, so that it can be told to people.
  static func asked(_ key: Key) -> Key { byRule[key.rule].map { key.asked(as: $0) } ?? key }

  /// Why a rule ran, for people.
  static func words(_ reason: RunReason) -> String {
    guard case .dependencyChanged(let key) = reason else { return reason.description }
    return RunReason.dependencyChanged(asked(key)).description
  }
}
