import Foundation
import TenureTestSupport
import Testing

@testable import TenureCommand

/// Files that options name: what stands there stays what it is.
@Suite struct DiskFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func kind(_ name: String) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: folder.url(name).path))?[.type]
      as? FileAttributeType
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.url(name).path, withDestinationPath: target)
  }

  @Test func `a link stays a link, and its file is written`() throws {
    try folder.write("inner/file", "old")
    try link("link", to: "inner/file")
    try link("chain", to: "link")
    try DiskFile.write(folder.url("chain").path, Array("new".utf8))
    #expect(try folder.text("inner/file") == "new")
    #expect(kind("link") == .typeSymbolicLink && kind("chain") == .typeSymbolicLink)

    try link("ahead", to: "inner/none")
    try DiskFile.write(folder.url("ahead").path, Array("first".utf8))
    #expect(try folder.text("inner/none") == "first")
    #expect(kind("ahead") == .typeSymbolicLink && kind("inner/none") == .typeRegular)
  }

  @Test func `a pipe is written to, and stays a pipe`() throws {
    try ProgramRun.text(["mkfifo", "pipe"], in: folder.path)
    let path = folder.url("pipe").path
    // Whoever opens for both needs nobody at the other end, and what is written waits in the pipe.
    let reader = open(path, O_RDWR)
    defer { close(reader) }
    try DiskFile.write(path, Array("text".utf8))
    var bytes = [UInt8](repeating: 0, count: 16)
    #expect(read(reader, &bytes, bytes.count) == 4)
    #expect(bytes.prefix(4) == Array("text".utf8)[...])
    var status = stat()
    #expect(lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test func `a folder is refused, and a regular file keeps its mode`() throws {
    #expect(throws: CommandFailure.self) { try DiskFile.write(folder.path, []) }
    try folder.write("secret", "old")
    let path = folder.url("secret").path
    #expect(chmod(path, 0o600) == 0)
    try DiskFile.write(path, Array("new".utf8))
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(try folder.text("secret") == "new")
  }

  @Test func `what is standard output loses nothing`() throws {
    let repository = try LawRepository.amended()
    let command = "'\(CommandRun.executable)' diff v1:land v2:land --certificate /dev/stdout > out"
    try ProgramRun.text(["sh", "-c", command + "; test $? = 1"], in: repository.path)
    let text = try repository.text("out")
    #expect(text.hasPrefix("{") && text.contains("\nbefore  land"), "\(text.prefix(200))")
  }
}
