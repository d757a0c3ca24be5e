import Basics
import Database
import Markup

/// Which tool this is: traces of another one are not used, for its rules may be others.
enum ToolIdentity {
  /// The hash of the running program and of the system's libraries that have a part in its output.
  static func hash(keptIn state: String?) throws -> ContentHash {
    hash(
      of: try program(keptIn: state),
      with: [DatabaseLibrary.version, MarkupLibrary.version])
  }

  static func hash(of program: ContentHash, with libraries: [String]) -> ContentHash {
    var writer = ByteWriter()
    writer.write(program)
    writer.write(list: libraries) { $0.write($1) }
    return ContentHash(of: writer.bytes)
  }

  /// The hash of the program; its file is read again only when its stamp is new.
  private static func program(keptIn state: String?) throws -> ContentHash {
    let program = "/proc/self/exe"
    guard let stamp = FileSystem.stamp(program)?.stamp else { return ContentHash(of: toolVersion) }
    let path = state.map { $0 + "/tool" }
    if let path, let bytes = try FileSystem.readFile(path)?.bytes {
      var reader = ByteReader(bytes)
      if let kept = try? reader.value(FileStamp.self), kept == stamp,
        let hash = try? reader.hash()
      {
        return hash
      }
    }
    let hash = try BuildID.hash(of: program) ?? FileSystem.read(program).map { ContentHash(of: $0) }
    if let path {
      var writer = ByteWriter()
      writer.write(stamp)
      writer.write(hash ?? ContentHash(of: toolVersion))
      try FileSystem.replace(path, with: writer.bytes)
    }
    return hash ?? ContentHash(of: toolVersion)
  }
}
