/** Numbers from a seed, the same wherever they are drawn (xoshiro128**, Blackman and Vigna 2018; public domain). */
export interface Draws {
  /** A whole number from 0 to `limit` - 1, each equally likely. */
  below: (limit: number) => number
}

/** `seed`: at least 16 bytes that are hard to guess, e.g. of an HMAC. */
export function drawFrom(seed: Uint8Array): Draws {
  const view = new DataView(seed.buffer, seed.byteOffset, seed.byteLength)
  const state = Uint32Array.from([0, 4, 8, 12], (at) => view.getUint32(at))
  // All zero is the one state that never moves.
  if (state.every((word) => word === 0)) state[0] = 1
  return {
    below: (limit) => {
      // Numbers of the last, incomplete round would make small results likelier.
      const fair = Math.floor(2 ** 32 / limit) * limit
      let value = next(state)
      while (value >= fair) value = next(state)
      return value % limit
    },
  }
}

function next(state: Uint32Array): number {
  const s1 = state[1]!
  const result = Math.imul(turn(Math.imul(s1, 5), 7), 9) >>> 0
  const shifted = s1 << 9
  state[2]! ^= state[0]!
  state[3]! ^= state[1]!
  state[1]! ^= state[2]!
  state[0]! ^= state[3]!
  state[2]! ^= shifted
  state[3] = turn(state[3]!, 11)
  return result
}

function turn(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}
