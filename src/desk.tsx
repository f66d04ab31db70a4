import { QueryClientProvider } from '@tanstack/react-query'
import {
  RouterProvider,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { StrictMode, lazy } from 'react'
import { createRoot } from 'react-dom/client'
import { CampaignTitle } from './features/campaign/desk/campaign-title.tsx'
import { DemoBanner } from './features/demo/desk/demo-banner.tsx'
import { NoSuchPage } from './platform/web/no-such-page.tsx'
import { queryClient } from './platform/web/query-client.ts'
import { registerWorker } from './platform/web/register-worker.ts'
import { Shell } from './platform/web/shell.tsx'
import { ThemeFrame } from './platform/web/theme-frame.tsx'
import './platform/web/theme.css'

/** The staff's pages as a table of contents; each is a file of its own, loaded when it is opened. */
const pages: Record<string, Parameters<typeof lazyRouteComponent>[0]> = {
  '/': () => import('./features/home/desk/home-page.tsx'),
  '/sign-in': () => import('./features/accounts/desk/sign-in-page.tsx'),
  '/setup': () => import('./features/accounts/desk/setup-page.tsx'),
  '/account': () => import('./features/accounts/desk/account-page.tsx'),
  '/tasks/$obligation': () => import('./features/submissions/desk/report-page.tsx'),
  '/submissions/$submission': () => import('./features/submissions/desk/submission-page.tsx'),
  '/units/$unit': () => import('./features/obligations/desk/unit-page.tsx'),
  '/units/$unit/$task/$period': () => import('./features/obligations/desk/cell-page.tsx'),
  '/matrix': () => import('./features/obligations/desk/matrix-page.tsx'),
  '/inbox': () => import('./features/submissions/desk/inbox-page.tsx'),
  '/activities': () => import('./features/activities/desk/ledger-page.tsx'),
  '/activities/new': () => import('./features/activities/desk/record-page.tsx'),
  '/activities/waiting': () => import('./features/activities/desk/outbox-page.tsx'),
  '/activities/$activity': () => import('./features/activities/desk/activity-page.tsx'),
  '/activities/$activity/edit': () => import('./features/activities/desk/record-page.tsx'),
  '/activities/import': () => import('./features/activity-sheets/desk/import-page.tsx'),
  '/statistics': () => import('./features/statistics/desk/statistics-page.tsx'),
  '/statistics/ledger': () => import('./features/ledger/desk/ledger-page.tsx'),
  '/clippings': () => import('./features/clippings/desk/clippings-page.tsx'),
  '/clippings/new': () => import('./features/clippings/desk/clipping-new-page.tsx'),
  '/clippings/$clipping': () => import('./features/clippings/desk/clipping-page.tsx'),
  '/cases': () => import('./features/cases/desk/cases-page.tsx'),
  '/cases/new': () => import('./features/cases/desk/case-new-page.tsx'),
  '/cases/$case': () => import('./features/cases/desk/case-page.tsx'),
  '/contests': () => import('./features/contests/desk/contests-page.tsx'),
  '/contests/$contest': () => import('./features/contests/desk/contest-page.tsx'),
  '/contests/$contest/attempts/$attempt': () => import('./features/contests/desk/audit-page.tsx'),
  '/questions': () => import('./features/questions/desk/questions-page.tsx'),
  '/questions/import': () => import('./features/questions/desk/import-questions-page.tsx'),
  '/questions/new': () => import('./features/questions/desk/question-page.tsx'),
  '/questions/$question': () => import('./features/questions/desk/question-page.tsx'),
  '/live': () => import('./features/live-contests/desk/live-contests-page.tsx'),
  '/live/$live': () => import('./features/live-contests/desk/setup-page.tsx'),
  '/live/$live/host': () => import('./features/live-contests/desk/host-page.tsx'),
  '/snapshots': () => import('./features/statistics/desk/snapshots-page.tsx'),
  '/snapshots/$number': () => import('./features/statistics/desk/snapshot-page.tsx'),
  '/liaisons': () => import('./features/liaisons/desk/liaisons-page.tsx'),
  '/campaign': () => import('./features/campaign/desk/campaign-page.tsx'),
  '/users': () => import('./features/accounts/desk/users-page.tsx'),
  '/audit': () => import('./features/audit/desk/audit-page.tsx'),
  '/articles': () => import('./features/portal/desk/articles-page.tsx'),
  '/articles/$article': () => import('./features/portal/desk/article-page.tsx'),
  '/overview': () => import('./features/overview/desk/overview-page.tsx'),
  '/participation': () => import('./features/participation/desk/overview-page.tsx'),
  '/pledges': () => import('./features/pledges/desk/pledges-page.tsx'),
  '/participation/$participation': () => import('./features/participation/desk/participation-page.tsx'),
  '/topics': () => import('./features/topics/desk/topics-page.tsx'),
  '/consultations': () => import('./features/consultations/desk/consultations-page.tsx'),
  '/remarks': () => import('./features/remarks/desk/remarks-page.tsx'),
  '/feedback': () => import('./features/feedback/desk/feedback-page.tsx'),
  '/api-docs': () => import('./platform/web/api-docs-page.tsx'),
}

const frame = {
  Title: CampaignTitle,
  Banner: DemoBanner,
  Outbox: lazy(() => import('./features/activities/desk/outbox-sign.tsx')),
  Feedback: lazy(() => import('./features/feedback/desk/feedback-dialog.tsx')),
}
const root = createRootRoute({ component: () => <Shell {...frame} />, notFoundComponent: NoSuchPage })
const routes = Object.entries(pages).map(([path, load]) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) }),
)
const router = createRouter({ routeTree: root.addChildren(routes), defaultPreload: 'intent' })

registerWorker()
createRoot(document.getElementById('desk')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <ThemeFrame>
        <RouterProvider router={router} />
      </ThemeFrame>
    </QueryClientProvider>
  </StrictMode>,
)
