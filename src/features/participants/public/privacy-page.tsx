/** @jsxImportSource preact */

export interface PrivacyPageProps {
  base: string
  organiser: string
  /** Titles of what asks for a verified number; empty where nothing does. */
  withPhone: string[]
  deviceDays: number
}

/** Who, why, what, how long and the citizen's rights (个人信息保护法 第十七条). */
export function PrivacyPage({ base, organiser, withPhone, deviceDays }: PrivacyPageProps) {
  return (
    <>
      <h1>隐私说明</h1>
      <section class="card">
        <h2>谁在处理</h2>
        <p>{organiser}。页面和数据都在主办单位自己的服务器上，不使用外部的统计、广告、字体或地图服务。</p>
      </section>
      <section class="card">
        <h2>为什么处理</h2>
        <p>
          让您不用注册就能参加，把您的参与计入您选择的单位，并防止重复刷数。只读页面时，不收集任何个人信息。
        </p>
      </section>
      <section class="card">
        <h2>处理什么</h2>
        <ul>
          <li>设备标识：您第一次参加时生成的随机字符，放在浏览器的 Cookie 里；服务器只存加密摘要。</li>
          <li>网络地址：只存加密摘要，用于限制同一地址的次数。</li>
          <li>
            手机号：
            {withPhone.length > 0
              ? `只有参加${withPhone.map((title) => `“${title}”`).join('')}时需要。`
              : '本次活动参加时都不要求。您自愿验证时才会用到。'}
            号码只用来发送一次验证码，服务器存加密摘要和前三后四位，不存原文。
          </li>
          <li>
            您的参与：答卷、承诺、作品、提问，以及您选择的单位和时间。您填写的称呼公开时只显示第一个字。
          </li>
          <li>您上传的照片：拍摄地点和设备信息在保存时去除。</li>
        </ul>
      </section>
      <section class="card">
        <h2>保存多久</h2>
        <p>
          验证码 10 分钟；次数限制的记录不超过 2 天；设备标识和手机号摘要最长 {deviceDays}{' '}
          天，到期自动删除。没有用到的上传和已撤回作品的图片、视频，上传满 7
          天后删除。参与次数作为统计数字长期保留，不含身份信息。
        </p>
      </section>
      <section class="card">
        <h2>您的权利</h2>
        <p>
          您可以随时<a href={`${base}/me`}>查看保存了什么，或者全部删除</a>
          。对处理有疑问、要求更正或投诉，请<a href="/feedback">提出意见</a>
          ，我们会答复。不提供手机号，不影响参加不要求手机号的活动。
        </p>
        <p class="quiet">
          依据：《中华人民共和国个人信息保护法》第十三条第一款第一项、第十七条、第四十四条至第四十七条。
        </p>
      </section>
    </>
  )
}
