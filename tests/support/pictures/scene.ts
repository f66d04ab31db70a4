import type { Chance } from './chance.ts'

/**
 * What is in a picture that a unit sends, as SVG. Half of the kinds come in a few settings (this very room, this very
 * layout): pictures of one setting are alike without being copies of each other.
 */
export type Scene = (chance: Chance, width: number, height: number) => string

/** The same few per cent of everything, so that a setting is never hit twice exactly. */
export const about = (chance: Chance, value: number, spread = 0.03) =>
  value * chance.between(1 - spread, 1 + spread)
