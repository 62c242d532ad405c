// How far a movement is from its first pose (0) to its second (1).

const smooth = (share) => (1 - Math.cos(Math.PI * share)) / 2;

// At this time since a rep began. The parts of a rep are, in turn: there, stay, back, stay; of two,
// there and back; a single part goes there and back.
export function poseAt(parts, passedMs) {
  let leftMs = passedMs;
  const moves = parts.length === 2 ? ["there", "back"] : ["there", "stay", "back", "still"];
  for (const [index, [, lastsMs]] of parts.entries()) {
    if (leftMs < lastsMs) {
      const share = Math.max(0, leftMs / lastsMs);
      if (parts.length === 1) return smooth(2 * share);
      switch (moves[index % moves.length]) {
        case "there":
          return smooth(share);
        case "stay":
          return 1;
        case "back":
          return 1 - smooth(share);
        default:
          return 0;
      }
    }
    leftMs -= lastsMs;
  }
  return 0;
}

export const lengthOf = (parts) => parts.reduce((sum, [, lastsMs]) => sum + lastsMs, 0);
