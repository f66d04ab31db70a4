export function exclusively<T>(file: string, work: () => Promise<T> | T): Promise<T>
