import type { ReactNode } from 'react'

/** The label of what may be left out. */
export function Optional({ how = '选填', children }: { how?: string; children: ReactNode }) {
  return (
    <>
      {children}
      <span className="media-optional">（{how}）</span>
    </>
  )
}
