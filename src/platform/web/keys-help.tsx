import { useState } from 'react'
import { createPortal } from 'react-dom'
import { type PageKey, KeysDialog } from './keys-dialog.tsx'
import { useKeys } from './use-keys.ts'

const itself: PageKey = { keys: ['?'], does: '看这张表' }

/** Says what the keys of a page do; 「?」 opens it too. */
export function KeysHelp({ keys }: { keys: PageKey[] }) {
  const [open, setOpen] = useState(false)
  useKeys({ '?': () => setOpen(true) })
  return (
    <>
      <button type="button" className="link-button keys-help" onClick={() => setOpen(true)}>
        键盘操作 <kbd aria-hidden="true">?</kbd>
      </button>
      {/* On a phone the button stands in what is hidden while something is open. */}
      {open &&
        createPortal(<KeysDialog keys={[...keys, itself]} onClose={() => setOpen(false)} />, document.body)}
    </>
  )
}
