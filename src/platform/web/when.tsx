import { sayExactly, sayInstant } from './say-time.ts'
import { useNow } from './use-now.ts'

/** An instant as people say it; the exact one on hover and for machines. */
export function When({ at }: { at: string }) {
  const now = useNow()
  return (
    <time dateTime={at} title={sayExactly(at)}>
      {sayInstant(at, now)}
    </time>
  )
}
