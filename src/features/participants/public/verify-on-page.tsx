/** @jsxImportSource preact */
import { VerifyPhone } from './verify-phone.tsx'

/** On a page that shows what is known of the citizen: it is drawn again afterwards. */
export function VerifyOnPage({ privacy }: { privacy: string }) {
  return <VerifyPhone privacy={privacy} onVerified={() => location.reload()} />
}
