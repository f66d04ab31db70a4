/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { CallFailed, fetchJson } from '../../../platform/public/fetch-json.ts'
import { type NamedUnit, type UnitGroup, UnitInput } from '../../org/public/unit-input.tsx'
import { writeStrokes } from '../../certificates/signature.ts'
import { takePart } from '../../participants/public/take-part.ts'
import type { signPledge } from '../contract.ts'
import { SignatureField, type SignatureValue, findSignatureError } from './signature-field.tsx'
import { WorkplaceInput } from './workplace-input.tsx'

export interface SignPledgeProps {
  campaign: string
  pledge: string
  audience: string
  asksWorkplace: boolean
  groups: UnitGroup[]
}

type Errors = Partial<Record<'unit' | 'workplace' | 'signature' | 'form', string | undefined>>

/** The field under the text: where, of which enterprise, and the name. */
export function SignPledge({ campaign, pledge, audience, asksWorkplace, groups }: SignPledgeProps) {
  const [unit, setUnit] = useState<NamedUnit | null>(null)
  const [workplace, setWorkplace] = useState('')
  const [signature, setSignature] = useState<SignatureValue>({ kind: 'drawn', strokes: [] })
  const [errors, setErrors] = useState<Errors>({})
  const [sending, setSending] = useState(false)

  /** What is changed is not wrong any more until it is looked at again. */
  function change<T>(field: keyof Errors, set: (value: T) => void): (value: T) => void {
    return (value) => {
      set(value)
      setErrors((before) => ({ ...before, [field]: undefined, form: undefined }))
    }
  }

  async function sign(event: Event): Promise<void> {
    event.preventDefault()
    if (sending) return
    const found = findErrors()
    setErrors(found)
    if (Object.keys(found).length > 0) return focusFirst(found)
    setSending(true)
    try {
      const { code } = await takePart(() =>
        fetchJson<typeof signPledge>('POST', `/api/public/${campaign}/pledges/${pledge}/signature`, {
          audience,
          unit: unit!.code,
          ...(asksWorkplace ? { workplace: workplace.trim() } : {}),
          signature: toSent(signature),
        }),
      )
      location.assign(`/p/${campaign}/certificates/${code}`)
    } catch (error) {
      setErrors(sayErrors(error))
      setSending(false)
    }
  }

  function findErrors(): Errors {
    const signatureError = findSignatureError(signature)
    return {
      ...(unit ? {} : { unit: '请从提示中选择县（市、区）或者部门。' }),
      ...(asksWorkplace && workplace.trim().length < 2 ? { workplace: '请填写单位的名称。' } : {}),
      ...(signatureError ? { signature: signatureError } : {}),
    }
  }

  return (
    <form class="card pledge-form" onSubmit={(event) => void sign(event)} noValidate>
      <h2>签署</h2>
      <noscript>
        <p class="note note-amber">签署需要浏览器允许运行脚本（JavaScript）；上面的内容不受影响。</p>
      </noscript>
      <UnitInput
        campaign={campaign}
        label="所在县（市、区）或部门"
        groups={groups}
        value={unit}
        onPick={change('unit', setUnit)}
        error={errors.unit}
      />
      {asksWorkplace && (
        <WorkplaceInput
          campaign={campaign}
          unit={unit?.code ?? null}
          text={workplace}
          onText={change('workplace', setWorkplace)}
          error={errors.workplace}
        />
      )}
      <SignatureField
        value={signature}
        onChange={change('signature', setSignature)}
        error={errors.signature}
      />
      {errors.form && (
        <p class="note note-danger" role="alert">
          {errors.form}
        </p>
      )}
      <p class="quiet">每人签署一次，可随时撤回。姓名只印在您的证书上，对外只显示第一个字。</p>
      <button class="button button-primary button-wide" type="submit" disabled={sending}>
        {sending ? '正在签署…' : '签署倡议书'}
      </button>
    </form>
  )
}

function toSent(value: SignatureValue) {
  return value.kind === 'typed'
    ? { kind: 'typed' as const, name: value.name.trim() }
    : { kind: 'drawn' as const, strokes: writeStrokes(value.strokes) }
}

/** The server's words at the field that they are about. */
function sayErrors(error: unknown): Errors {
  if (!(error instanceof CallFailed)) throw error
  const at = (path: string) => error.errors.find((one) => one.path.split('.')[0] === path)?.message
  const found: Errors = {}
  for (const field of ['unit', 'workplace', 'signature'] as const) {
    const message = at(field)
    if (message) found[field] = message
  }
  return Object.keys(found).length > 0 ? found : { form: error.message }
}

function focusFirst(errors: Errors): void {
  const ids = { unit: 'unit-input-unit', workplace: 'workplace', signature: 'signature' }
  const first = (Object.keys(ids) as (keyof typeof ids)[]).find((field) => errors[field])
  const place = first && document.getElementById(ids[first])
  place?.focus()
  place?.scrollIntoView({ block: 'center' })
}
