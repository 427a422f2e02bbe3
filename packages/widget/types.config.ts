export function emitTypes(_: string): void {}
