import { useEffect, useRef, useState } from 'react'
import { putRecord, removeRecord, saveRecord } from './outbox/outbox-store.ts'
import { requestSending } from './outbox/start-sending.ts'
import type { WaitingRecord } from './outbox/waiting-record.ts'

const typingPauseMs = 300

/**
 * The record being written. A new one, or a change of one that the server has, is kept on the device while it is
 * written (phones close a page when the camera opens); one that waits already is changed only by saving.
 */
export function useRecord(first: WaitingRecord) {
  const [record, setRecord] = useState(first)
  const [touched, setTouched] = useState(false)
  const settled = useRef(false)
  const keeps = first.state === 'draft'

  useEffect(() => {
    if (!keeps || !touched) return
    const write = () => {
      if (!settled.current) void putRecord({ ...record, savedAt: Date.now() }).catch(() => undefined)
    }
    const timer = setTimeout(write, typingPauseMs)
    const writeNow = () => {
      clearTimeout(timer)
      write()
    }
    window.addEventListener('pagehide', writeNow)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pagehide', writeNow)
    }
  }, [record, touched, keeps])

  return {
    record,
    touched,
    change: (update: (record: WaitingRecord) => WaitingRecord) => {
      setTouched(true)
      setRecord(update)
    },
    /** Puts it into the queue; throws when this browser keeps nothing. */
    save: async (ready: WaitingRecord) => {
      settled.current = true
      try {
        await saveRecord(ready)
      } catch (error) {
        settled.current = false
        throw error
      }
      requestSending()
    },
    /** Forgets what was begun here. */
    drop: async () => {
      settled.current = true
      if (keeps) await removeRecord(record.id).catch(() => undefined)
    },
  }
}
