import type { ReactNode } from 'react'

/** The head of a table's column of numbers. */
export function NumberHead({ children }: { children: ReactNode }) {
  return (
    <th scope="col" className="digits">
      {children}
    </th>
  )
}
