/** Time is passed in: the system's, a test's, or the demo's that stands at a chosen instant and runs on. */
export interface Clock {
  now: () => Date
}

export const systemClock: Clock = { now: () => new Date() }

export interface MovableClock extends Clock {
  moveTo: (instant: Date) => void
}

/** Runs on from `start`; `moveTo` sets it. */
export function createDemoClock(start: Date): MovableClock {
  let offset = start.getTime() - Date.now()
  return {
    now: () => new Date(Date.now() + offset),
    moveTo: (instant) => {
      offset = instant.getTime() - Date.now()
    },
  }
}

/** Stands still until moved; for tests. */
export function createStillClock(start: Date): MovableClock {
  let current = start
  return {
    now: () => new Date(current),
    moveTo: (instant) => {
      current = instant
    },
  }
}
