import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { writeFontConfig } from './fonts.ts'
import { unpackChromium, unpackLibraries } from './unpack-chromium.ts'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
]

/** A real Chromium: CHROME_PATH, an installed one, or the one from npm. Never skipped: without one the test fails. */
export async function openBrowser(args: string[] = []): Promise<Browser> {
  const fonts = writeFontConfig()
  try {
    const browser = await launch(fonts.file, args)
    browser.on('disconnected', fonts.remove)
    return browser
  } catch (error) {
    fonts.remove()
    throw new Error(
      'No Chromium starts here. Install one: apt-get install -y chromium (or set CHROME_PATH to it).',
      { cause: error },
    )
  }
}

async function launch(fontConfig: string, more: string[]): Promise<Browser> {
  const found = process.env.CHROME_PATH || installed.find((file) => existsSync(file))
  const options = {
    executablePath: found ?? (await unpackChromium()),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      ...(found ? [] : ['--no-zygote']),
      ...more,
    ],
    env: { ...process.env, FONTCONFIG_FILE: fontConfig } as Record<string, string>,
  }
  try {
    return await chromium.launch(options)
  } catch (error) {
    if (found) throw error
    const libraries = await unpackLibraries()
    return chromium.launch({ ...options, env: { ...options.env, LD_LIBRARY_PATH: libraries } })
  }
}
