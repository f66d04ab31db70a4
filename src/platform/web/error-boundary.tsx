import { Component, type ReactNode } from 'react'

/** A page that breaks says so; the frame around it goes on working. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <div className="notice notice-danger" role="alert">
        <div className="row">
          <span>这一页没有能够打开。已填写的内容保存在草稿里；请刷新，或返回首页。</span>
          <button type="button" className="button button-small" onClick={() => window.location.reload()}>
            刷新
          </button>
          <a href="/">返回首页</a>
        </div>
      </div>
    )
  }
}
