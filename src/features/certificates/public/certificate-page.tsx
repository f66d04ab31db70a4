/** @jsxImportSource preact */
import { CertificateSheet, type SheetProps } from './certificate-sheet.tsx'

export interface CertificateCheck {
  title: string
  /** Masked; null where the signature was drawn. */
  holder: string | null
  unit: string
  date: string
  issuer: string
  code: string
  withdrawn: boolean
}

/** For its holder: the whole certificate to keep. */
export function OwnCertificatePage({ sheet, path, from }: { sheet: SheetProps; path: string; from: string }) {
  return (
    <>
      <CertificateSheet {...sheet} />
      <div class="certificate-tools no-print">
        <a class="button button-primary" href={`${path}/certificate.png`} download>
          保存图片
        </a>
        <a class="button" href={`${path}/certificate.pdf`} download>
          下载 PDF
        </a>
        <a class="button" href={from}>
          返回
        </a>
      </div>
      <p class="quiet no-print">
        证书只在这台设备上完整显示；别人扫码核验时，姓名只显示第一个字，手写签名和单位名称都不显示。
      </p>
    </>
  )
}

/** For everybody else: that it exists, and what proves it. */
export function CheckedCertificatePage({ check, again }: { check: CertificateCheck; again: string }) {
  return (
    <section class="card">
      <h1>证书核验</h1>
      {check.withdrawn ? (
        <p class="note note-amber">◐ 这份证书已由本人撤回，不再有效。</p>
      ) : (
        <p class="note note-good">✔ 这份证书有效。</p>
      )}
      <dl class="certificate-facts">
        <dt>名称</dt>
        <dd>{check.title}</dd>
        {!check.withdrawn && (
          <>
            <dt>持有人</dt>
            <dd>{check.holder ?? '手写签名（不公开）'}</dd>
          </>
        )}
        <dt>所在县（市、区）或部门</dt>
        <dd>{check.unit}</dd>
        <dt>日期</dt>
        <dd>{check.date}</dd>
        <dt>主办单位</dt>
        <dd>{check.issuer}</dd>
        <dt>编号</dt>
        <dd class="digits">{check.code}</dd>
      </dl>
      <p>
        <a href={again}>核验另一份证书</a>
      </p>
    </section>
  )
}

/** Where a code is typed; works without JavaScript. */
export function FindCertificatePage({
  action,
  typed,
  missing,
}: {
  action: string
  typed: string
  missing: boolean
}) {
  return (
    <section class="card">
      <h1>证书核验</h1>
      <form class="field" action={action} method="get">
        <label for="certificate-code">证书编号</label>
        <p class="quiet" id="certificate-help">
          16 位字母和数字，印在证书下方。
        </p>
        <input
          id="certificate-code"
          name="code"
          type="text"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxLength={40}
          required
          value={typed}
          aria-invalid={missing ? true : undefined}
          aria-describedby={missing ? 'certificate-help certificate-error' : 'certificate-help'}
        />
        {missing && (
          <p class="field-error" id="certificate-error" role="alert">
            没有查到这个编号的证书，请核对后重新输入。
          </p>
        )}
        <button class="button button-primary" type="submit">
          核验
        </button>
      </form>
    </section>
  )
}
