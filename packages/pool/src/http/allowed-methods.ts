import { deskRoutes } from '@kameng/contract/desk-routes';
import { routes, type Call } from '@kameng/contract/routes';

const paths = Object.values<Call>({ ...routes, ...deskRoutes }).map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`),
}));

/** The methods that a path of the contract takes; none for a path it does not have. */
export function allowedMethods(url: string): string[] {
  const [path = ''] = url.split('?', 1);
  return [...new Set(paths.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))];
}
