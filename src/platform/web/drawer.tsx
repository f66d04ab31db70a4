import type { ReactNode } from 'react'
import { ModalHead, useModal } from './modal.tsx'
import './drawer.css'

/** A panel at the side over the page; closes with Escape, the cross or a press beside it. */
export function Drawer({
  title,
  onClose,
  children,
}: {
  title: ReactNode
  onClose: () => void
  children: ReactNode
}) {
  const modal = useModal(onClose)
  return (
    <dialog
      {...modal.element}
      className="modal drawer"
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className="drawer-body">
        <ModalHead {...modal.head} title={title} />
        {children}
      </div>
    </dialog>
  )
}
