import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { sayDay } from '../../../platform/web/say-time.ts'
import { lookUpCertificate } from '../contract.ts'
import './certificate-lookup.css'

/** Whether a certificate that somebody shows is a real one. */
export function CertificateLookup({ campaign }: { campaign: string }) {
  const [text, setText] = useState('')
  const [code, setCode] = useState('')
  const query = useQuery({
    queryKey: ['certificate', campaign, code],
    queryFn: () => callApi(lookUpCertificate, { params: { campaign, code } }),
    enabled: code !== '',
    retry: false,
  })
  const found = query.data
  return (
    <form
      className="certificate-lookup"
      onSubmit={(event) => {
        event.preventDefault()
        setCode(text.trim())
      }}
    >
      <label htmlFor="certificate-code">查证书</label>
      <div className="row">
        <input
          id="certificate-code"
          className="input"
          placeholder="证书编号"
          autoComplete="off"
          maxLength={40}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button" disabled={text.trim() === ''}>
          查询
        </button>
      </div>
      <p role="status">
        {query.error
          ? query.error instanceof ApiProblem
            ? (query.error.errors[0]?.message ?? query.error.message)
            : '没有查到，请重试。'
          : found
            ? `${found.withdrawnAt ? '◐ 已撤回' : '✔ 有效'}：${found.title}，${found.holder ?? (found.drawn ? '手写签名' : '签名已删除')}，${found.unit.name}，${sayDay(found.day)}`
            : ''}
      </p>
    </form>
  )
}
