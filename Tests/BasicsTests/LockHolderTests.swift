import Testing

@testable import Basics

@Suite struct LockHolderTests {
  @Test func theProcessIsReadOffTheSystemsList() {
    let locks = """
      1: POSIX  ADVISORY  READ 77 fe:01:42 0 EOF
      2: FLOCK  ADVISORY  WRITE 3187 fe:01:42 0 EOF
      2: -> FLOCK  ADVISORY  WRITE 3190 fe:01:42 0 EOF
      """
    #expect(LockHolder.process(holding: 42, in: locks) == 3187)
    #expect(LockHolder.process(holding: 43, in: locks) == nil)
  }

  @Test func itsAgeIsReadOffItsStatus() {
    let numbers = (3...21).map { "\($0)" }.joined(separator: " ")
    let status = "3187 (a (odd) name) \(numbers) 120050 0 0"
    #expect(LockHolder.seconds(status: status, uptime: "1275.90 2000.00\n") == 75)
    #expect(LockHolder.seconds(status: "3187 (assay) S 1", uptime: "1 2") == nil)
  }

  #if os(Linux)
    @Test func aLockThatIsHeldNamesThisProcess() throws {
      let folder = try FileSystem.temporaryFolder(prefix: "assay-lock")
      defer { try? FileSystem.removeTree(folder) }
      let path = folder + "/lock"
      guard let lock = try FileSystem.lock(path) else { throw EnvironmentError(.output, path) }
      // Some containers do not show whose a lock is.
      if let holder = LockHolder(ofLock: path) {
        #expect(holder.process > 0)
        #expect(holder.seconds ?? 0 >= 0)
      }
      withExtendedLifetime(lock) {}
    }
  #endif
}
