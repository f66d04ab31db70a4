/** @jsxImportSource preact */

/** The foot of a form that a citizen sends: what went wrong with the whole, and the button. */
export function SendButton({
  label,
  problem,
  sending,
  uploading,
}: {
  label: string
  problem: string | undefined
  sending: boolean
  uploading: boolean
}) {
  return (
    <>
      {problem && (
        <p class="note note-danger" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" class="button button-primary button-wide" disabled={sending || uploading}>
        {sending ? '正在提交…' : uploading ? '正在上传文件…' : label}
      </button>
    </>
  )
}
