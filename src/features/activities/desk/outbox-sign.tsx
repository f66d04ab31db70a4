import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { startSending } from './outbox/start-sending.ts'
import { isUnsent } from './outbox/waiting-record.ts'
import { useBeginnings, useOwnUnits, usePartners } from './use-recording.ts'
import { useOutbox } from './use-outbox.ts'

/** Stands in the header of who records: sends what waits, and says how many records do. */
export default function OutboxSign() {
  const { own } = useOutbox()
  const { key } = useCampaign()
  // Asked here so that the device has them when it is opened without a network.
  useBeginnings(key, useOwnUnits()[0]?.code)
  usePartners(key)
  useEffect(startSending, [])
  const unsent = own?.filter(isUnsent) ?? []
  if (unsent.length === 0) return null
  const stuck = unsent.some((one) => one.state === 'failed' || one.state === 'conflict')
  return (
    <Link to="/activities/waiting" className={stuck ? 'shell-sign shell-sign-stuck' : 'shell-sign'}>
      <span aria-hidden="true">{stuck ? '!' : '↑'}</span> <span className="shell-sign-word">待发送</span>{' '}
      {unsent.length}
    </Link>
  )
}
