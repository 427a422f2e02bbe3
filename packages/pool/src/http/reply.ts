/** An answer with a status of its own, when a route has more than one. */
export interface Reply<Body> {
  reply: true;
  status: 200 | 201 | 202 | 204;
  body: Body;
}

export function reply<Body>(status: Reply<Body>['status'], body: Body): Reply<Body> {
  return { reply: true, status, body };
}
