/// What a clause is beside its effect, held once for all copies of it.
@usableFromInline final class ClauseRecord: Sendable, Hashable {
  @usableFromInline let id: String
  @usableFromInline let `guard`: Guard
  @usableFromInline let header: ClauseHeader
  @usableFromInline let origin: SourceLocation

  init(id: String, guard: Guard, header: ClauseHeader, origin: SourceLocation) {
    self.id = id
    self.guard = `guard`
    self.header = header
    self.origin = origin
  }

  @usableFromInline static func == (left: ClauseRecord, right: ClauseRecord) -> Bool {
    left === right
      || left.id == right.id && left.guard == right.guard && left.header == right.header
        && left.origin == right.origin
  }

  @usableFromInline func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(`guard`)
    hasher.combine(header)
    hasher.combine(origin)
  }
}
