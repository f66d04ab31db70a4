export const articleKinds = ['notice', 'news', 'speech', 'letter'] as const
export type ArticleKind = (typeof articleKinds)[number]
export const articleKindNames: Record<ArticleKind, string> = {
  notice: '通知',
  news: '新闻',
  speech: '领导讲话',
  letter: '公开信',
}

export const articleStates = ['draft', 'published', 'withdrawn'] as const
export type ArticleState = (typeof articleStates)[number]
export const articleStateNames: Record<ArticleState, string> = {
  draft: '草稿',
  published: '已发布',
  withdrawn: '已撤下',
}
