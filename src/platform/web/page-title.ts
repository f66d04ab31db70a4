import { useEffect } from 'react'

/** `document.title`, read out by screen readers when the page changes. */
export function usePageTitle(title: string | undefined, product = '安月'): void {
  useEffect(() => {
    if (title) document.title = `${title} · ${product}`
  }, [title, product])
}
