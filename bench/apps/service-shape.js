// The functions of the measured service.
exports.FUNCTIONS = Array.from({ length: 25 }, (_, at) => ({ name: `work${at}`, route: `GET /work${at}/{id}` }));
