import type { SubmissionView } from '../contract.ts'

/** Beside a field: what was asked of it, what stood there before, and remarks of this revision's return. */
export function FieldMarks({ path, submission }: { path: string; submission: SubmissionView }) {
  const asked = submission.asked?.fieldRemarks[path]
  const returned = submission.reviews.filter((one) => one.kind === 'returned').at(-1)?.fieldRemarks[path]
  const before = submission.differences.find((one) => one.path === path)
  if (!asked && !returned && !before) return null
  return (
    <>
      {before && (
        <p className="submission-before">
          <b>有改动</b>，上一版：{before.before || '（空）'}
        </p>
      )}
      {asked && <p className="submission-remark">上次退回时的批注：{asked}</p>}
      {returned && <p className="submission-remark">退回批注：{returned}</p>}
    </>
  )
}
