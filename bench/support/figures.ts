/** Prints each figure beside its goal and remembers what was missed. */
const missed: string[] = []
let wrong = 0

export function say(line: string): void {
  console.log(line)
}

export function sayFigure(
  name: string,
  value: number,
  goal: { atLeast?: number; atMost?: number; unit?: string; digits?: number },
): void {
  const met =
    (goal.atLeast === undefined || value >= goal.atLeast) &&
    (goal.atMost === undefined || value <= goal.atMost)
  const show = (one: number) =>
    `${one.toLocaleString('en', { maximumFractionDigits: goal.digits ?? 0 })}${goal.unit ?? ''}`
  const wanted =
    goal.atLeast !== undefined ? `at least ${show(goal.atLeast)}` : `at most ${show(goal.atMost!)}`
  const line = `${name}: ${show(value)} (goal: ${wanted})`
  if (!met) missed.push(line)
  say(`${line} ${met ? 'met' : 'MISSED'}`)
}

/** A count that must be zero: lost, doubled, stuck. Another number fails the run. */
export function sayNone(name: string, count: number): void {
  if (count !== 0) wrong += 1
  say(`${name}: ${count}${count === 0 ? '' : ' WRONG, must be 0'}`)
}

/** The end of a run; its exit code tells of wrong data, not of slow machines. */
export function sayVerdict(): void {
  say(missed.length === 0 ? 'all goals met' : `goals missed:\n  ${missed.join('\n  ')}`)
  if (wrong > 0) say(`WRONG: ${wrong} of the counts that must be 0 are not`)
  process.exitCode = wrong > 0 ? 1 : 0
}
