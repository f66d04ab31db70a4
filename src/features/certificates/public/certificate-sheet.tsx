/** @jsxImportSource preact */

export interface SheetProps {
  title: string
  lines: string[]
  /** Of a line or two. */
  short: boolean
  facts: { label: string; value: string }[]
  holder: { label: string; name: string } | { label: string; signature: string }
  date: string
  issuer: string
  code: string
  /** SVG */
  qr: string
}

/** The certificate as it is printed from the page. */
export function CertificateSheet({ title, lines, short, facts, holder, date, issuer, code, qr }: SheetProps) {
  return (
    <article class={short ? 'certificate certificate-short' : 'certificate'}>
      <h1>{title}</h1>
      {lines.map((line) => (
        <p key={line} class="certificate-line">
          {line}
        </p>
      ))}
      <div class="certificate-signed">
        {facts.map((fact) => (
          <p key={fact.label}>
            {fact.label}：{fact.value}
          </p>
        ))}
        <p>
          {holder.label}：
          {'signature' in holder ? (
            <img class="certificate-signature" src={toDataAddress(holder.signature)} alt="手写签名" />
          ) : (
            <strong>{holder.name}</strong>
          )}
        </p>
        <p>{date}</p>
      </div>
      <div class="certificate-foot">
        <img src={toDataAddress(qr)} alt="核验二维码" width={104} height={104} />
        <div>
          <p>{issuer}</p>
          <p>
            编号 <span class="certificate-code">{code}</span>
          </p>
          <p>扫码可核验真伪</p>
        </div>
      </div>
    </article>
  )
}

function toDataAddress(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
