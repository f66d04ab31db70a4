import { useState } from 'react'
import { Dialog } from '../../../platform/web/dialog.tsx'
import { FindAnswer } from './find-answer.tsx'
import { WriteFeedback } from './write-feedback.tsx'
import './feedback-dialog.css'

/** 意见与投诉: write one, or look up the answer by its receipt. */
export default function FeedbackDialog({ onClose }: { onClose: () => void }) {
  const [looking, setLooking] = useState(false)
  return (
    <Dialog title="意见与投诉" onClose={onClose}>
      <div className="feedback-choice" role="group" aria-label="要做什么">
        <button type="button" aria-pressed={!looking} onClick={() => setLooking(false)}>
          提出意见
        </button>
        <button type="button" aria-pressed={looking} onClick={() => setLooking(true)}>
          查询答复
        </button>
      </div>
      {looking ? <FindAnswer /> : <WriteFeedback onLookUp={() => setLooking(true)} onClose={onClose} />}
    </Dialog>
  )
}
