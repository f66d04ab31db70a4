import { ConfigProvider, theme } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import 'dayjs/locale/zh-cn'
import type { ReactNode } from 'react'
import { useDark, useDisplay } from './display.ts'

const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** Gives the component library the colours and sizes of theme.css. */
export function ThemeFrame({ children }: { children: ReactNode }) {
  const dark = useDark()
  const { large } = useDisplay()
  const scale = large ? 1.3 : 1
  return (
    <ConfigProvider
      locale={zhCN}
      button={{ autoInsertSpace: false }}
      theme={{
        algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: {
          fontFamily: 'var(--font)',
          fontSize: Math.round(14 * scale),
          controlHeight: large ? 52 : 36,
          borderRadius: 6,
          motion: !calm,
          colorPrimary: dark ? '#5c9ae8' : '#1658b0',
          colorLink: dark ? '#7fb2f5' : '#1658b0',
          colorText: dark ? '#e7eaee' : '#1b2129',
          colorTextSecondary: dark ? '#a9b2bd' : '#525c69',
          colorTextDescription: dark ? '#a9b2bd' : '#525c69',
          colorTextPlaceholder: dark ? '#97a1ad' : '#68727e',
          colorError: dark ? '#f2978f' : '#b3261e',
          colorSuccess: dark ? '#7fd09b' : '#1b6b3a',
          colorWarning: dark ? '#f0bf68' : '#8a5300',
          colorBorder: dark ? '#828c99' : '#8a939f',
          colorBorderSecondary: dark ? '#363d46' : '#dde1e6',
          colorBgContainer: dark ? '#1d2126' : '#ffffff',
          colorBgElevated: dark ? '#23282e' : '#ffffff',
          colorBgLayout: dark ? '#14171b' : '#f4f5f7',
        },
      }}
    >
      {children}
    </ConfigProvider>
  )
}
