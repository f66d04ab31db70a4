import { shortestText } from '../rules.ts'
import { computeBands, normaliseText, shingleText } from '../text-shingles.ts'

export interface TextFingerprint {
  shingles: number[]
  bands: number[]
}

/** Null for a text that is too short to be anybody's own. */
export function fingerprintText(text: string): TextFingerprint | null {
  const normalised = normaliseText(text)
  if ([...normalised].length < shortestText) return null
  const shingles = shingleText(normalised)
  return { shingles: [...shingles], bands: computeBands(shingles) }
}
