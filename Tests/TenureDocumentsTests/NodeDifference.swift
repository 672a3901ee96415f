import TenureModel
import Yams

/// The first difference between our node and theirs.
func difference(_ ours: DocumentNode, _ theirs: Yams.Node) -> String? {
  let place = ours.location
  // An absent value stands behind its colon for us; for them, in braces, at the next comma.
  if !ours.isEmpty, let mark = theirs.mark, mark.line != place.line || mark.column != place.column {
    return "\(place.line):\(place.column) is \(mark.line):\(mark.column) in theirs"
  }
  switch (ours.kind, theirs) {
  case (.scalar, .scalar(let scalar)):
    guard ours.text != scalar.string else { return nil }
    return "\(place.line):\(place.column) \(ours.text.debugDescription)"
      + " is \(scalar.string.debugDescription) in theirs"
  case (.sequence, .sequence(let sequence)):
    guard ours.count == sequence.count else { return "\(place.line): counts differ" }
    return zip(ours.items, sequence).lazy.compactMap { difference($0, $1) }.first
  case (.map, .mapping(let mapping)):
    guard ours.count == mapping.count else { return "\(place.line): counts differ" }
    return zip(ours.entries, mapping).lazy.compactMap {
      difference($0.key, $1.key) ?? difference($0.value, $1.value)
    }.first
  default:
    return "\(place.line):\(place.column) kinds differ"
  }
}
