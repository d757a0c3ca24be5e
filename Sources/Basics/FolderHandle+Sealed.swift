#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is done in a folder of ours. Each name is looked up in an open folder and no link is
/// followed, whoever made it: a link is a thing of its own, of the kind `other`.
extension FolderHandle {
  /// What stands under a name, or under a path whose folders were looked at before.
  package func look(_ name: String) -> (kind: FileKind, stamp: FileStamp)? {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    return (FileSystem.kind(of: status.st_mode), FileStamp(status))
  }

  /// A folder in this one; nil where there is none of that name.
  package func folder(_ name: String) throws -> FolderHandle? {
    let inner = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if inner >= 0 { return FolderHandle(descriptor: inner) }
    if [ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG].contains(errno) { return nil }
    throw failure("list", name)
  }

  /// A folder below this one, with those between, made as far as they are not there. What stands in
  /// the place of one, a link too, is an error.
  package func folder(making path: some Sequence<String>) throws -> FolderHandle {
    try path.reduce(self) { try $0.folder($1) ?? $0.makeNewFolder($1) }
  }

  /// Makes a folder that must not be there yet.
  package func makeNewFolder(_ name: String) throws -> FolderHandle {
    guard mkdirat(descriptor, name, 0o755) == 0, let inner = try folder(name) else {
      throw failure("make the folder", name)
    }
    return inner
  }

  /// A file's bytes; nil where there is no file of that name. A pipe is not waited for.
  package func read(_ name: String) throws -> [UInt8]? {
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      if [ENOENT, ENOTDIR, ELOOP, ENXIO].contains(errno) { return nil }
      throw failure("read", name)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure("read", name) }
    guard FileSystem.kind(of: status.st_mode) == .file else { return nil }
    return try FileSystem.contents(of: file, size: Int(status.st_size), place(name))
  }

  /// Replaces a file in one step: a reader sees the old bytes or the new ones.
  package func replace(_ name: String, with bytes: [UInt8]) throws {
    let temporary = name + ".new"
    // Whatever has the name may be a link, or one of two names of another file.
    try removeTree(temporary)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = openat(descriptor, temporary, flags, 0o644)
    guard file >= 0 else { throw failure("write", temporary) }
    defer { close(file) }
    try FileSystem.write(bytes, to: file, place(temporary))
    try move(temporary, to: self, as: name)
  }

  package func move(_ name: String, to folder: FolderHandle, as newName: String) throws {
    guard renameat(descriptor, name, folder.descriptor, newName) == 0 else {
      throw failure("move", name)
    }
  }

  /// Removes a file or a link; that it is gone already is no failure.
  package func remove(_ name: String) throws {
    guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else {
      throw failure("remove", name)
    }
  }

  /// Removes a folder if it is empty.
  @discardableResult
  package func removeEmptyFolder(_ name: String) -> Bool {
    unlinkat(descriptor, name, AT_REMOVEDIR) == 0
  }

  /// Removes what has a name, with all that is in it. What is mounted there is not gone into.
  package func removeTree(_ name: String) throws {
    guard look(name) != nil else { return }
    try name.withCString { try removeTree(named: $0) }
  }

  /// By the name's own bytes, which need not be text.
  private func removeTree(named name: UnsafePointer<CChar>) throws {
    if unlinkat(descriptor, name, 0) == 0 { return }
    let opened = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard opened >= 0 else { throw failure("remove", String(cString: name)) }
    let inner = FolderHandle(descriptor: opened)
    if !canMove(to: inner) {
      errno = EBUSY
      throw failure("remove", String(cString: name))
    }
    try inner.removeContents()
    guard unlinkat(descriptor, name, AT_REMOVEDIR) == 0 else {
      throw failure("remove", String(cString: name))
    }
  }

  private func removeContents() throws {
    let own = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0, let listing = fdopendir(own) else { throw failure("list", ".") }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      try withUnsafePointer(to: &entry.pointee.d_name) {
        try $0.withMemoryRebound(to: CChar.self, capacity: 256) { name in
          if strcmp(name, ".") == 0 || strcmp(name, "..") == 0 { return }
          try removeTree(named: name)
        }
      }
    }
  }

  /// Removes a folder that has nothing in it but such folders.
  package func removeEmptyTree(_ name: String) throws {
    guard let inner = try folder(name) else { return }
    for entry in try inner.entries() where entry.kind == .folder {
      try inner.removeEmptyTree(entry.name)
    }
    removeEmptyFolder(name)
  }

  /// What is in the folder, in the order of the names' bytes.
  package func entries() throws -> [FolderEntry] {
    let own = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0, let listing = fdopendir(own) else { throw failure("list", ".") }
    defer { closedir(listing) }
    var entries: [FolderEntry] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      let kind: FileKind? =
        switch Int(entry.pointee.d_type) {
        case Int(DT_REG): .file
        case Int(DT_DIR): .folder
        case Int(DT_UNKNOWN): nil
        default: .other
        }
      entries.append(FolderEntry(name: name, kind: kind ?? look(name)?.kind ?? .other))
    }
    return entries.sorted()
  }
}

/// The same below the folder, part by part.
extension FolderHandle {
  /// The folder that a path's last part stands in; nil where there is none, or a link in its place.
  private func parent(of path: OutputPath) throws -> FolderHandle? {
    var folder = self
    for part in path.text.split(separator: "/").dropLast() {
      guard let inner = try folder.folder(String(part)) else { return nil }
      folder = inner
    }
    return folder
  }

  package func look(_ path: OutputPath) throws -> (kind: FileKind, stamp: FileStamp)? {
    try parent(of: path)?.look(path.name)
  }

  package func read(_ path: OutputPath) throws -> [UInt8]? {
    try parent(of: path)?.read(path.name)
  }

  /// Removes a file or a link; where its name is a folder's by now, or there is nothing, it is gone.
  package func remove(_ path: OutputPath) throws {
    guard let folder = try parent(of: path), let kind = folder.look(path.name)?.kind,
      kind != .folder
    else { return }
    try folder.remove(path.name)
  }

  package func folder(_ path: OutputPath) throws -> FolderHandle? {
    try parent(of: path)?.folder(path.name)
  }

  /// Removes the folders above files, as far as they are empty.
  package func removeEmptyFolders(above files: some Sequence<OutputPath>) throws {
    let folders = Set(files.flatMap(\.folders))
    // The deepest first, so that a folder is empty when its turn comes.
    for folder in folders.sorted(by: { $0.text.utf8.count > $1.text.utf8.count }) {
      try parent(of: folder)?.removeEmptyFolder(folder.name)
    }
  }
}
