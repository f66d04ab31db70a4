import { sayDay } from '../../../platform/web/say-time.ts'
import type { ActivityContent } from '../contract.ts'
import type { PhotoFacts } from './photo-facts.ts'

/** Asks once whether what the photo says is to be used; what cannot be used is not asked. */
export function PhotoQuestion({
  facts,
  usableDay,
  change,
  onAnswer,
}: {
  facts: PhotoFacts
  /** Whether an activity of this day can be recorded. */
  usableDay: (day: string) => boolean
  change: (part: Partial<ActivityContent>) => void
  /** With what is still to be asked; null when all is answered. */
  onAnswer: (rest: PhotoFacts | null) => void
}) {
  const asksTime = facts.day !== null && usableDay(facts.day)
  const asksPlace = facts.latitude !== null
  const answerTime = (use: boolean) => {
    if (use) change({ day: facts.day!, startTime: facts.time })
    onAnswer(asksPlace ? { ...facts, day: null, time: null } : null)
  }
  const answerPlace = (use: boolean) => {
    if (use) change({ latitude: facts.latitude, longitude: facts.longitude })
    onAnswer(asksTime ? { ...facts, latitude: null, longitude: null } : null)
  }
  if (!asksTime && !asksPlace) return null
  return (
    <div className="notice notice-accent photo-question" role="group" aria-label="照片里的信息">
      {asksTime && (
        <div className="photo-question-line">
          <span>
            照片拍摄于 {sayDay(facts.day!)} {facts.time}，用作活动时间？
          </span>
          <Answer yes="用作活动时间" answer={answerTime} />
        </div>
      )}
      {asksPlace && (
        <div className="photo-question-line">
          <span>用照片的位置？</span>
          <Answer yes="用照片的位置" answer={answerPlace} />
        </div>
      )}
    </div>
  )
}

function Answer({ yes, answer }: { yes: string; answer: (use: boolean) => void }) {
  return (
    <span className="row">
      <button type="button" className="button button-primary" onClick={() => answer(true)}>
        用<span className="visually-hidden">：{yes}</span>
      </button>
      <button type="button" className="button" onClick={() => answer(false)}>
        不用<span className="visually-hidden">：{yes}</span>
      </button>
    </span>
  )
}
