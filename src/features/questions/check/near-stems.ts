import { normaliseText, shareInCommon, shingleText } from '../../likeness/text-shingles.ts'
import type { Question } from '../question.ts'

/** From this share on a reviewer looks whether two questions ask the same. */
const near = 0.7

/** Pairs of questions whose stems have nearly all in common, the nearest first. */
export function findNearStems(questions: Question[]): { keys: [string, string]; share: number }[] {
  const shingles = questions.map(({ stem }) => shingleText(normaliseText(stem)))
  return questions
    .flatMap((one, a) =>
      questions.slice(a + 1).map((other, offset) => ({
        keys: [one.key, other.key] as [string, string],
        share: shareInCommon(shingles[a]!, shingles[a + 1 + offset]!),
      })),
    )
    .filter(({ share }) => share >= near)
    .sort((a, b) => b.share - a.share)
}
