import type { ReactNode } from 'react'
import { ModalHead, useModal } from './modal.tsx'
import './dialog.css'

/** A question or a form over the page; closes with Escape or the cross. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}) {
  const modal = useModal(onClose)
  return (
    <dialog {...modal.element} className="modal dialog">
      <ModalHead {...modal.head} title={title} />
      {children}
    </dialog>
  )
}
