/** @jsxImportSource preact */
import { Island } from '../../../platform/public/island.tsx'
import { VerifyOnPage } from './verify-on-page.tsx'

export interface MePageProps {
  base: string
  /** Null for a device that is not known here. */
  kept: {
    /** 「6月15日」 */
    since: string
    /** 138****0000 */
    phone: string | null
    acts: { title: string; unit: string; text: string }[]
  } | null
  forgotten: boolean
  offersPhone: boolean
}

/** What is kept about the citizen, in words, and the way to have it deleted (个人信息保护法 第四十五、四十七条). */
export function MePage({ base, kept, forgotten, offersPhone }: MePageProps) {
  return (
    <>
      <h1>我的信息</h1>
      {forgotten && (
        <p class="note note-good" role="status">
          已删除。这台设备与此前的参与记录不再有联系；已计入的次数保留，不指向您。
        </p>
      )}
      {!kept && (
        <section class="card">
          <p>这里没有这台设备的信息。您第一次参加时，我们才会给设备一个随机标识。</p>
          <p>
            <a href={`${base}/privacy`}>隐私说明</a>
          </p>
        </section>
      )}
      {kept && (
        <>
          <section class="card">
            <h2>保存了什么</h2>
            <ul>
              <li>一个随机的设备标识，自{kept.since}起，只存加密摘要。</li>
              <li>您首次参加时的网络地址，只存加密摘要，用于防刷。</li>
              <li>
                {kept.phone
                  ? `手机号 ${kept.phone}：只存加密摘要和这几位数字，看不到完整号码。`
                  : '没有手机号。'}
              </li>
            </ul>
            <p>
              <a href={`${base}/privacy`}>隐私说明</a>
            </p>
          </section>
          <section class="card">
            <h2>参加过什么</h2>
            {kept.acts.length === 0 && <p class="quiet">还没有计入统计的记录。</p>}
            <ul class="plain-list">
              {kept.acts.map((act) => (
                <li key={`${act.title} ${act.unit}`}>
                  {act.title}：{act.text}
                  <span class="quiet">，计入{act.unit}</span>
                </li>
              ))}
            </ul>
          </section>
          {offersPhone && !kept.phone && (
            <section class="stack">
              <h2>验证手机号</h2>
              <p class="quiet">换了手机或清了浏览器，验证同一号码就能接上原来的记录。</p>
              <Island name="verify-phone" view={VerifyOnPage} props={{ privacy: `${base}/privacy` }} />
            </section>
          )}
          <section class="card">
            <h2>删除我的信息</h2>
            <p>
              删除设备标识、手机号摘要、您填写的称呼、您的作品和提问，不能恢复：答题成绩、证书和中奖资格将无法再找回，预约的席位一并取消。已计入的参与次数保留，不再指向您。
            </p>
            <form method="post" action={`${base}/me/forget`}>
              <button type="submit" class="button">
                删除我的信息
              </button>
            </form>
          </section>
        </>
      )}
    </>
  )
}
