"""The same by dlt, as its documentation shows it: a resource that yields pages, a pipeline into SQLite."""

import sys

import dlt
import requests

url, path, size = sys.argv[1], sys.argv[2], int(sys.argv[3])


@dlt.resource(name="products", primary_key="product_imei", write_disposition="append")
def products():
    session, page = requests.Session(), 1
    while True:
        answer = session.get("%s/v1/products?results_per_page=%d&page=%d" % (url, size, page)).json()
        yield answer["objects"]
        if page >= answer["total_pages"]:
            return
        page += 1


pipeline = dlt.pipeline(
    pipeline_name="products", pipelines_dir=path + ".pipelines", dataset_name="main",
    destination=dlt.destinations.sqlalchemy("sqlite:///" + path))
pipeline.run(products())
