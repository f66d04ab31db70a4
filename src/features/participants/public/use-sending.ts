import { useRef, useState } from 'preact/hooks'
import { CallFailed } from '../../../platform/public/fetch-json.ts'
import { newId } from '../../../platform/public/new-id.ts'
import { takePart } from './take-part.ts'

/**
 * Sends what a citizen wrote. All attempts have one id, so that what was sent twice is one; `sentBefore` names the problem
 * after which it may be another. `errors`: a sentence by field, under `form` what belongs to none.
 */
export function useSending<Reply>(send: (id: string) => Promise<Reply>, sentBefore: string) {
  const [sending, setSending] = useState(false)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [reply, setReply] = useState<Reply | null>(null)
  const id = useRef('')

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    setSending(true)
    setErrors({})
    id.current ||= newId()
    try {
      setReply(await takePart(() => send(id.current)))
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      // What was refused may be another after the correction.
      if (error.name === sentBefore) id.current = ''
      const fields = error.errors.map((one) => [one.path, one.message])
      setErrors(fields.length > 0 ? Object.fromEntries(fields) : { form: error.message })
    } finally {
      setSending(false)
    }
  }
  return { sending, errors, reply, submit }
}
