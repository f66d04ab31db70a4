/** @jsxImportSource preact */

export interface SheetProps {
  title: string
  lines: string[]
  facts: { label: string; value: string }[]
  holder: { label: string; name: string } | { label: string; signature: string }
  date: string
  issuer: string
  code: string
  /** SVG */
  qr: string
}

/** The certificate as it is printed from the page. */
export function CertificateSheet({ title, lines, facts, holder, date, issuer, code, qr }: SheetProps) {
  return (
    <article class="certificate">
      <h1>{title}</h1>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <div class="certificate-foot">
        <figure>
          <img src={toDataAddress(qr)} alt="核验二维码" width={116} height={116} />
          <figcaption>扫码核验</figcaption>
        </figure>
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
      </div>
      <p class="certificate-code">
        {issuer}　编号：{code}
      </p>
    </article>
  )
}

function toDataAddress(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
