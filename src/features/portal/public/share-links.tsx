/** @jsxImportSource preact */

/** 「分享」: the address of a page, `/p/…`, as a QR code and as a poster to keep; works without JavaScript. */
export function ShareLinks({ page }: { page: string }) {
  const [, first, campaign, ...rest] = page.split('/')
  const base = `/${first}/${campaign}`
  const query = rest.length > 0 ? `?path=${encodeURIComponent(`/${rest.join('/')}`)}` : ''
  return (
    <details class="share-links no-print">
      <summary>分享</summary>
      <div class="share-body">
        <img
          src={`${base}/qr.svg${query}`}
          alt="本页地址的二维码"
          width="168"
          height="168"
          loading="lazy"
          decoding="async"
        />
        <div>
          <p>让身边的人扫一扫，或者把海报发到群里。</p>
          <p>
            <a class="button" href={`${base}/poster.png${query}`} download="海报.png">
              保存海报
            </a>
          </p>
        </div>
      </div>
    </details>
  )
}
