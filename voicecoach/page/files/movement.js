// The movement of an exercise in time: at which phase it is, from 0 (begun) to 1 (as far as it goes).

const smooth = (share) => (1 - Math.cos(Math.PI * share)) / 2;
// To get into a hold, to be in it for a moment, and out again.
const SHOW_HOLD = [1600, 2600, 1600];

// Times since a rep began, and the phase at each. A picture with a pose for each boundary of the
// tempo has each part lead to the next pose. Else the first part moves, the last one moves back,
// and those between them hold; one part goes there and back, or once around a cycle.
export function courseOf(lengths, poses = 2, isCycle = false) {
  const ends = [];
  for (const lastsMs of lengths) ends.push((ends.at(-1) ?? 0) + lastsMs);
  const whole = ends.at(-1);
  const keys = isCycle ? poses + 1 : poses;
  if (lengths.length > 1 && keys === lengths.length + 1) {
    return [[0, 0], ...ends.map((endMs, index) => [endMs, (index + 1) / (keys - 1)])];
  }
  if (isCycle) return [[0, 0], [whole, 1]];
  if (lengths.length === 1) return [[0, 0], [whole / 2, 1], [whole, 0]];
  return [[0, 0], ...ends.slice(0, -1).map((endMs) => [endMs, 1]), [whole, 0]];
}

// The phase at this time since the rep began. Still: that which the part under way leads to.
export function phaseAt(course, passedMs, { isCycle = false, isStill = false } = {}) {
  const next = course.findIndex(([atMs]) => atMs > passedMs);
  if (next < 0) return course.at(-1)[1];
  if (next === 0) return course[0][1];
  const [beganMs, from] = course[next - 1];
  const [endsMs, to] = course[next];
  if (isStill) return isCycle ? from : Math.max(from, to);
  const share = (passedMs - beganMs) / (endsMs - beganMs);
  return from + (to - from) * (isCycle ? share : smooth(share));
}

// The lengths of the parts to show; without a movement, those of getting into a hold.
export const lengthsOf = (movement) =>
  movement ? movement.parts.map(([, lastsMs]) => lastsMs) : SHOW_HOLD;
