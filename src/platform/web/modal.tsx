import { type ReactNode, useEffect, useId, useRef } from 'react'
import './modal.css'

/**
 * The browser's own modal element: keeps the focus inside, closes with Escape, gives the focus back. What is marked with
 * `data-first-focus` has the focus first. Returns what the `<dialog>` and its `ModalHead` are given.
 */
export function useModal(onClose: () => void) {
  const ref = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const element = ref.current!
    if (!element.open) element.showModal()
    element.querySelector<HTMLElement>('[data-first-focus]')?.focus()
    return () => element.close()
  }, [])
  return {
    element: {
      ref,
      'aria-labelledby': heading,
      onCancel: (event: { preventDefault: () => void }) => {
        event.preventDefault()
        onClose()
      },
    },
    head: { id: heading, onClose },
  }
}

export function ModalHead({ id, title, onClose }: { id: string; title: ReactNode; onClose: () => void }) {
  return (
    <div className="modal-head">
      <h2 id={id}>{title}</h2>
      <button type="button" className="modal-close" aria-label="关闭" onClick={onClose}>
        ×
      </button>
    </div>
  )
}
