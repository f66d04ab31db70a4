/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { fetchJson } from '../../../platform/public/fetch-json.ts'
import type { claimCertificate } from '../contract.ts'

export interface ClaimCertificateProps {
  api: string
  /** Where certificates are shown. */
  certificates: string
}

/** The name for the certificate, asked only of those who want one. */
export function ClaimCertificate({ api, certificates }: ClaimCertificateProps) {
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState('')
  const [asking, setAsking] = useState(false)

  async function claim(event: Event): Promise<void> {
    event.preventDefault()
    setAsking(true)
    setWrong('')
    try {
      const { code } = await fetchJson<typeof claimCertificate>('POST', api, {
        signature: { kind: 'typed', name },
      })
      location.assign(`${certificates}/${code}`)
    } catch (error) {
      setAsking(false)
      setWrong((error as Error).message)
    }
  }

  return (
    <form class="contest-actions" onSubmit={(event) => void claim(event)}>
      <div class="field">
        <label for="certificate-name">证书上的姓名</label>
        <input
          id="certificate-name"
          type="text"
          maxLength={40}
          autocomplete="name"
          required
          value={name}
          aria-describedby="certificate-help certificate-wrong"
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <p class="quiet" id="certificate-help">
          只印在证书上，别人核验时只看到“王&#8288;*”。
        </p>
        <p class="field-error" id="certificate-wrong" role="alert">
          {wrong}
        </p>
      </div>
      <button class="button button-primary" type="submit" disabled={asking || name.trim() === ''}>
        {asking ? '正在制作…' : '领取合格证书'}
      </button>
    </form>
  )
}
